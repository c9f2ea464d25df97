import { describe, expect, test } from 'vitest';
import { composePart, expectGolden, exportOf } from '../../generator/test-export';
import { readDotenv } from '../../kit/test-dotenv';
import { defaultStack } from '../../stack';
import { stackWith } from '../../stack/test-stacks';

const plain = exportOf(defaultStack);

describe('react-app in the compose file', () => {
  test('is what the golden file shows', () => expectGolden(import.meta.dirname, 'react-app', composePart(plain, 'react-app')));

  test('listens on the port of the design, and Traefik knows it', () => {
    const exported = exportOf(stackWith('react-app', { port: 9001 }));
    expect(readDotenv(exported.text('.env'))['REACT_APP_PORT']).toBe('9001');
    expect(exported.compose.services['react-app']?.labels?.['traefik.http.services.frontend-react.loadbalancer.server.port']).toContain('REACT_APP_PORT');
  });
});

describe('C15 the address of the API in the page', () => {
  test.each([
    ['localhost', 443, 'https://localhost/api'],
    ['localhost', 8443, 'https://localhost:8443/api'],
    ['app.example.com', 443, 'https://app.example.com/api'],
  ])('of %s on port %i is %s', (domain, httpsPort, url) => {
    const exported = exportOf(stackWith('traefik', { httpsPort }, { project: { domain } }));
    expect(readDotenv(exported.text('.env'))['REACT_APP_API_URL']).toBe(url);
  });

  test('is baked in when the image is built', () => {
    expect(plain.compose.services['react-app']?.build?.args).toHaveProperty('REACT_APP_API_URL');
    expect(plain.compose.services['react-app']?.environment).not.toHaveProperty('REACT_APP_API_URL');
  });
});
