ARG PYTHON_VERSION=3.14.10-slim
FROM python:${PYTHON_VERSION}

WORKDIR /app

COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

COPY . .

ENV DJANGO_SETTINGS_MODULE=project.settings.production
ENV PORT=8001

CMD ["gunicorn", "project.wsgi:application", "--bind", "0.0.0.0:8001", "--workers", "3"]
