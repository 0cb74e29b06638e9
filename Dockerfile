# Built in one stage and run in another, not as root, with /data as its only writable folder.
FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data rollcall \
    && install --directory --owner rollcall /data
COPY --from=build /src/target/release/rollcall /usr/local/bin/rollcall
USER rollcall
WORKDIR /data
VOLUME /data
ENV ROLLCALL_SERVER__LISTEN=0.0.0.0:8080 ROLLCALL_DATABASE__URL=sqlite:///data/rollcall.db
EXPOSE 8080
CMD ["rollcall", "serve"]
