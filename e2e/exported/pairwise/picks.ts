/**
 * What is tried of options whose values the schema alone cannot name: texts, lists and numbers of which the ends are
 * no sensible stack. The default is always tried too.
 */
/** Whoever asks from this machine: by its own address, or that of one of Docker's networks. */
export const callers = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1', 'fc00::/7'];
const nobodyHere = ['203.0.113.7', '2001:db8::/32'];

export const picks: Record<string, readonly unknown[]> = {
  'project.name': ['b2e_shop'],
  'project.domain': ['app.example.com', 'intranet'],
  'project.network': ['b2e_pairwise_net'],
  // One of many that differ in the names of their variables only.
  'tls.dnsProvider': ['httpreq'],
  'tls.acmeDirectory': ['https://ca.example.com/acme/directory'],
  'tls.trustedProxies': [['10.0.0.5']],
  'services.traefik.sharedNetwork': ['edge.net_1'],
  'services.traefik.sharedEntryPoint': ['https'],
  'services.traefik.sharedResolver': ['letsencrypt'],
  'services.traefik.httpPort': [8080],
  'services.traefik.httpsPort': [8443],
  'services.traefik.bindAddress': ['127.0.0.1'],
  'services.traefik.hstsSeconds': [0, 31_536_000],
  'services.traefik.csp': ["default-src 'self'; frame-ancestors 'none'"],
  'services.traefik.siteAllow': [nobodyHere, callers],
  'services.traefik.apiAllow': [nobodyHere, callers],
  // The least that the schema allows, a second, cuts what a busy machine answers late.
  'services.traefik.readTimeout': [5, 3600],
  'services.traefik.writeTimeout': [10, 3600],
  'services.traefik.rateAverage': [5],
  'services.traefik.rateBurst': [10],
  'services.traefik.dashboardAllow': [nobodyHere, callers],
  'services.traefik.basicAuthUser': ['keeper.of-the_gate'],
  'services.api.workers': [1],
  'services.api.jwtExpire': ['15m'],
  'services.api.rateLimitWindowMs': [1000],
  'services.api.rateLimitMaxRequests': [1000],
  'services.django.workers': [1],
  'services.django.extraHosts': [['www.example.com']],
  'services.django.adminUrl': ['/office/admin'],
  'services.django.adminAllow': [nobodyHere, callers],
  'services.postgres.user': ['dba'],
  'services.postgres.database': ['shop_orders'],
  'services.pgadmin.allow': [nobodyHere, callers],
  'services.pgadmin.email': ['ops@example.org'],
  'services.valkey.maxmemoryMb': [64],
  'services.mailpit.allow': [nobodyHere, callers],
  'services.backup.ageRecipient': ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'],
  containers: [{ 'extra-page': { source: 'build', exposure: 'public' } }],
  'services.backup.at': ['00:00'],
};

/** Options of which one value is tried only, and why. */
export const leftOut: Record<string, string> = {};
