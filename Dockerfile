# Jointly, on SQLite in /data or on the database that JOINTLY_DATABASE_URL names.
FROM python:3.13-slim-bookworm AS built
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /jointly
COPY pyproject.toml uv.lock README.md LICENSE ./
COPY adapters adapters
COPY bot bot
COPY domain domain
COPY storage storage
RUN uv sync --frozen --no-dev --no-editable --extra postgres

FROM python:3.13-slim-bookworm
RUN useradd --system --uid 10001 --create-home --home-dir /data jointly
COPY --from=built /jointly/.venv /jointly/.venv
ENV PATH="/jointly/.venv/bin:$PATH"
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
# Ready means that it can work, which a process that only lives may not.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:3000/health/ready', timeout=4)"]
ENTRYPOINT ["jointly"]
CMD ["serve", "--host", "0.0.0.0"]
