FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock ./
RUN python -m venv /app && /app/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY bot bot
COPY summaries summaries
RUN /app/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 briefing && install -d -o briefing /data
COPY --from=build /app /app
ENV PATH=/app/bin:$PATH DATA_DIR=/data LOG_FORMAT=json PYTHONUNBUFFERED=1
USER briefing
WORKDIR /home/briefing
VOLUME /data
HEALTHCHECK --interval=60s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ.get('HTTP_PORT', '8080') + '/health', timeout=4)"]
ENTRYPOINT ["syria-briefing"]
CMD ["run"]
