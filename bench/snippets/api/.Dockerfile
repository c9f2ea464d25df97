ARG PYTHON_VERSION=3.14.10-slim
FROM python:${PYTHON_VERSION}

WORKDIR /app

# Non-root user
RUN useradd -m appuser

COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt

COPY . .

USER appuser
ENV PORT=8000
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "8000"]
