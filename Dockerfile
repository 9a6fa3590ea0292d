# The command alone: a static binary, no shell, no root. Audits what is mounted at /work:
#
#   docker build -t banlint .
#   docker run --rm --network none -v "$PWD:/work" banlint check assets.csv
FROM docker.io/library/rust:1.95-alpine AS build
RUN apk add --no-cache musl-dev
WORKDIR /src
COPY . .
RUN cargo build --release --locked && mkdir -p /rootfs/tmp /rootfs/work && chmod 1777 /rootfs/tmp && cp target/release/banlint /rootfs/

FROM scratch
COPY --from=build /rootfs/ /
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/banlint"]
CMD ["--help"]
