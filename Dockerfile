# docker build -t oneway . && docker run --rm -i oneway plan - < plan.json
FROM debian:12-slim AS build
COPY . /source
WORKDIR /source
RUN scripts/run --version

FROM debian:12-slim
COPY --from=build /source/build/oneway /usr/local/bin/oneway
USER nobody
ENTRYPOINT ["oneway"]
CMD ["--help"]
