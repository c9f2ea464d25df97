export default function NotFound() {
  return (
    <main className="problem-page">
      <h1>There is no page at this address</h1>
      <p>The designer is one page. A design of yours is kept in the browser that it was made in.</p>
      {/* eslint-disable-next-line @next/next/no-html-link-for-pages -- its component would be loaded with every page */}
      <a href="/">To the designer</a>
    </main>
  );
}
