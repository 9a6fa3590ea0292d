# The command alone: a static binary, no shell, no root. It audits what is mounted at /work:
#
#   docker build -t banlint .
#   docker run --rm --network none -v "$PWD:/work" banlint check assets.csv
FROM docker.io/library/rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN target="$(uname -m)-unknown-linux-musl" \
    && rustup target add "$target" \
    && cargo build --release --locked --target "$target" \
    && mkdir -p /rootfs/work \
    && mkdir -m 1777 /rootfs/tmp \
    && cp "target/$target/release/banlint" /rootfs/

FROM scratch
COPY --from=build /rootfs/ /
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/banlint"]
CMD ["--help"]
