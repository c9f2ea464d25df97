FROM nginxinc/nginx-unprivileged:1.30-alpine
COPY index.html /usr/share/nginx/html/index.html
