/** A variable with which a DNS provider's API is called; the owner of the stack fills it in. */
export interface DnsVariable {
  readonly name: string;
  readonly what: string;
  /** Not a secret: it may stand in `.env` beside the others. */
  readonly open?: true;
}

export interface DnsProvider {
  readonly title: string;
  readonly variables: readonly DnsVariable[];
}

const open = (name: string, what: string): DnsVariable => ({ name, what, open: true });
const hidden = (name: string, what: string): DnsVariable => ({ name, what });

/**
 * Providers that can prove control of a domain by DNS, by lego's code, each with the variables of the one way to log
 * in that its page recommends. Source: https://go-acme.github.io/lego/dns/ (lego 5.4, which Traefik 3.7 contains).
 */
export const dnsProviders = {
  azuredns: {
    title: 'Azure DNS',
    variables: [
      open('AZURE_TENANT_ID', 'tenant of the service principal'),
      open('AZURE_CLIENT_ID', 'service principal'),
      hidden('AZURE_CLIENT_SECRET', 'its secret'),
      open('AZURE_SUBSCRIPTION_ID', 'subscription of the zone'),
      open('AZURE_RESOURCE_GROUP', 'resource group of the zone'),
    ],
  },
  cloudflare: { title: 'Cloudflare', variables: [hidden('CF_DNS_API_TOKEN', 'API token with Zone:Read and DNS:Edit for this zone only')] },
  desec: { title: 'deSEC', variables: [hidden('DESEC_TOKEN', 'domain token')] },
  digitalocean: { title: 'DigitalOcean', variables: [hidden('DO_AUTH_TOKEN', 'token with the scopes domain:read, create, update, delete')] },
  duckdns: { title: 'Duck DNS', variables: [hidden('DUCKDNS_TOKEN', 'token of the account')] },
  gandiv5: { title: 'Gandi', variables: [hidden('GANDIV5_PERSONAL_ACCESS_TOKEN', 'personal access token')] },
  godaddy: { title: 'GoDaddy', variables: [hidden('GODADDY_API_KEY', 'API key'), hidden('GODADDY_API_SECRET', 'API secret')] },
  hetzner: { title: 'Hetzner', variables: [hidden('HETZNER_API_TOKEN', 'API token of the project with the zone')] },
  httpreq: {
    title: 'HTTP request (your own server)',
    variables: [
      open('HTTPREQ_ENDPOINT', 'address that gets POST /present and POST /cleanup'),
      open('HTTPREQ_USERNAME', 'its basic authentication'),
      hidden('HTTPREQ_PASSWORD', 'its basic authentication'),
    ],
  },
  inwx: { title: 'INWX', variables: [open('INWX_USERNAME', 'user'), hidden('INWX_PASSWORD', 'password')] },
  ionos: { title: 'IONOS', variables: [hidden('IONOS_API_KEY', 'API key as prefix.secret')] },
  linode: { title: 'Linode', variables: [hidden('LINODE_TOKEN', 'API token')] },
  namecheap: { title: 'Namecheap', variables: [open('NAMECHEAP_API_USER', 'user'), hidden('NAMECHEAP_API_KEY', 'API key')] },
  netcup: {
    title: 'netcup',
    variables: [open('NETCUP_CUSTOMER_NUMBER', 'customer number'), hidden('NETCUP_API_KEY', 'API key'), hidden('NETCUP_API_PASSWORD', 'API password')],
  },
  ovh: {
    title: 'OVH',
    variables: [
      open('OVH_ENDPOINT', 'ovh-eu or ovh-ca'),
      hidden('OVH_APPLICATION_KEY', 'application key'),
      hidden('OVH_APPLICATION_SECRET', 'application secret'),
      hidden('OVH_CONSUMER_KEY', 'consumer key'),
    ],
  },
  porkbun: { title: 'Porkbun', variables: [hidden('PORKBUN_API_KEY', 'API key'), hidden('PORKBUN_SECRET_API_KEY', 'secret API key')] },
  route53: {
    title: 'Amazon Route 53',
    variables: [open('AWS_REGION', 'region, such as eu-central-1'), open('AWS_ACCESS_KEY_ID', 'access key'), hidden('AWS_SECRET_ACCESS_KEY', 'its secret')],
  },
  scaleway: { title: 'Scaleway', variables: [hidden('SCW_SECRET_KEY', 'secret key')] },
  vultr: { title: 'Vultr', variables: [hidden('VULTR_API_KEY', 'API key')] },
} as const satisfies Record<string, DnsProvider>;

export type DnsProviderId = keyof typeof dnsProviders;
export const dnsProviderIds = Object.keys(dnsProviders) as [DnsProviderId, ...DnsProviderId[]];

export const dnsProviderLabels = Object.fromEntries(Object.entries(dnsProviders).map(([id, { title }]) => [id, title]));

/** Every variable of a provider, in the order in which a person is asked for them. */
export function dnsVariables(id: DnsProviderId): readonly DnsVariable[] {
  return dnsProviders[id].variables;
}
