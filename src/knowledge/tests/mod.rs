pub(crate) mod published_schema;
