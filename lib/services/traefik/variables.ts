import { frontVariables } from '../../kit/front';
import { PLACEHOLDER, type SecretSpec, type Secrets } from '../../kit/secret';
import type { Context } from '../../kit/service';
import { ref, text, type Text } from '../../kit/text';
import { endsTls } from '../../kit/tls';
import { requireSecret, type Variable } from '../../kit/variable';
import { asksForPassword, routesOf } from './dynamic-config';
import { limitVariables } from './limits';
import type { Traefik } from './schema';
import { isShared, sharedVariables } from './shared';
import { tlsVariables } from './tls';

export function secrets(config: Traefik, context: Context): SecretSpec[] {
  if (!asksForPassword(routesOf(config, context), config)) return [];
  return [
    { kind: 'random', name: 'TRAEFIK_PASSWORD', length: 24, title: `Password of ${config.basicAuthUser} for admin pages`, change: 'Takes effect when the stack starts anew; browsers then ask for it again.' },
    { kind: 'htpasswd', name: 'TRAEFIK_USER', user: config.basicAuthUser, password: 'TRAEFIK_PASSWORD', title: 'User and hashed password for admin pages' },
  ];
}

function passwordRemark(all: Secrets): string | undefined {
  const password = all['TRAEFIK_PASSWORD'];
  if (password === undefined || password === PLACEHOLDER) return undefined;
  return `The password behind this hash is ${password}\nPut it into your password manager and delete these two lines: nothing reads them.`;
}

function ports(config: Traefik, context: Context): Variable[] {
  const http = (what: string): Variable => ({ name: 'TRAEFIK_HOST_PORT', comment: `Port on the host for HTTP, ${what}.`, value: String(config.httpPort) });
  if (!endsTls(context.tls)) return [http('to which the proxy in front connects')];
  return [
    http(`which only ${config.redirect ? 'redirects' : 'answers 404'}`),
    {
      name: 'TRAEFIK_HOST_PORT_TLS',
      comment: `Port on the host for HTTPS. ${config.httpsPort === 443 ? 'With another than 443, add it to PUBLIC_ORIGIN below' : 'PUBLIC_ORIGIN below follows it; without it for 443'}.`,
      value: String(config.httpsPort),
    },
  ];
}

function origin(config: Traefik, context: Context): Text {
  const port = endsTls(context.tls) && !isShared(config) ? ref('TRAEFIK_HOST_PORT_TLS') : config.httpsPort;
  return config.httpsPort === 443 ? text`https://${ref('WEBSITE_DOMAIN')}` : text`https://${ref('WEBSITE_DOMAIN')}:${port}`;
}

/** What only the container of an own Traefik reads. */
function ownVariables(config: Traefik, context: Context): Variable[] {
  return [
    { name: 'TRAEFIK_VERSION', comment: 'Tag of the official image.', value: config.version },
    ...(config.bindAddress === '' ? [] : [{ name: 'TRAEFIK_BIND_IP', comment: 'Address of the host to listen on.', value: config.bindAddress }]),
    ...ports(config, context),
    ...(config.socket === 'none'
      ? []
      : [{ name: 'TRAEFIK_DOCKER_NETWORK', comment: 'Network on which Traefik reaches the containers.', value: ref('NETWORK_NAME') }]),
    ...tlsVariables(context),
    ...frontVariables(context),
  ];
}

export function variables(config: Traefik, context: Context): Variable[] {
  return [
    ...(isShared(config) ? sharedVariables(config) : ownVariables(config, context)),
    ...limitVariables(config),
    {
      name: 'PUBLIC_ORIGIN',
      comment: 'What people type: cookies, tokens and cross-site checks are bound to it.',
      value: origin(config, context),
    },
    ...(asksForPassword(routesOf(config, context), config)
      ? [{
          name: 'TRAEFIK_USER',
          comment: "User of the basic authentication in front of admin pages, as name:bcrypt hash.\nA new one: docker run --rm httpd:2.4-alpine htpasswd -nB admin",
          value: {
            fromSecrets: (all: Secrets) => requireSecret(all, 'TRAEFIK_USER'),
            remark: passwordRemark,
          },
        }]
      : []),
  ];
}
