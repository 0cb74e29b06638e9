# Styles and scripts of the pages, then the program that they are part of; run in a third stage, not as root, with /data as
# its only writable folder.
FROM node:20-bookworm-slim AS pages
WORKDIR /src
COPY assets assets
COPY src/web src/web
RUN cd assets && npm ci && npm run build

FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
COPY --from=pages /src/assets/dist assets/dist
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
