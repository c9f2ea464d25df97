'use client';

/** What is left when a part of the page could not be loaded or drawn. It uses nothing that may be missing, too. */
export default function PageError({ error }: { readonly error: Error }) {
  const lost = error.name === 'ChunkLoadError';
  return (
    <main className="problem-page">
      <h1>{lost ? 'A part of the page did not arrive' : 'Something went wrong on this page'}</h1>
      <p>
        Your design is kept in this browser.{' '}
        {lost ? 'Check the connection and load the page again.' : 'Load the page again to go on.'}
      </p>
      {!lost && <pre>{error.message}</pre>}
      <button type="button" onClick={() => window.location.reload()}>
        Load again
      </button>
    </main>
  );
}
