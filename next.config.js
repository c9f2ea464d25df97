/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // Lint and type check are steps of `npm test`, with the whole repository in view.
  typescript: { ignoreBuildErrors: true },
};

export default config;
