pub(super) mod testing;
