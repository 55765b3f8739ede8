# The image of migrate and worker: the runtime's lock alone, no compiler, no root.
FROM python:3.12-slim AS build
WORKDIR /build
COPY requirements.lock pyproject.toml README.md LICENSE NOTICE ./
RUN python -m venv /opt/wireroom \
 && /opt/wireroom/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY streams streams
COPY models models
COPY migrations migrations
RUN /opt/wireroom/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home wireroom
COPY --from=build /opt/wireroom /opt/wireroom
USER wireroom
WORKDIR /home/wireroom
ENV PATH=/opt/wireroom/bin:$PATH PYTHONUNBUFFERED=1
RUN python -m streams.extraction.gazetteer
ENTRYPOINT ["wireroom"]
CMD ["worker"]
