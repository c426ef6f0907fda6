# The image of web, worker and scheduler: docker-compose.yml says which command each runs.

FROM python:3.11-slim-bookworm AS packages
WORKDIR /build
COPY deploy/requirements-uv.txt deploy/requirements.txt ./
RUN python -m venv /opt/concordat \
    && python -m pip install --no-cache-dir --require-hashes -r requirements-uv.txt \
    && uv pip install --no-cache --python /opt/concordat/bin/python --require-hashes -r requirements.txt

FROM python:3.11-slim-bookworm
COPY deploy/apt-packages.txt /tmp/
RUN apt-get update \
    && sed -n '/^# group: image/,/^# group: [^i]/p' /tmp/apt-packages.txt | sed 's/#.*//' \
        | xargs apt-get install -y --no-install-recommends \
    && rm -rf /var/lib/apt/lists/* /tmp/apt-packages.txt \
    && useradd --system --uid 10001 --home-dir /srv/concordat --shell /usr/sbin/nologin concordat \
    && install -d -o concordat -g concordat /var/lib/concordat
COPY --from=packages /opt/concordat /opt/concordat
# Each thread would keep a heap of its own: two for all of them make a worker smaller.
ENV PATH=/opt/concordat/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 MALLOC_ARENA_MAX=1 \
    VAR_DIR=/var/lib/concordat STATIC_ROOT=/srv/static PORT=8000
WORKDIR /srv/concordat
COPY . .
# The values serve this one command and are kept nowhere: nothing of the image works without its own.
RUN SECRET_KEY=build ALLOWED_HOSTS=build BASE_URL=https://build DATABASE_URL=sqlite:////tmp/build.sqlite3 VAR_DIR=/tmp/build \
    python manage.py collectstatic --noinput && rm -rf /tmp/build
USER concordat
VOLUME /var/lib/concordat
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "config.wsgi", "--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]
