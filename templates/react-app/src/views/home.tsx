import { Link } from "wouter";
import { Page } from "../components/page";
import { StatusPanel } from "../components/status-panel";
import { explain } from "../explain";
import { useSession } from "../session";

export function Home() {
  return (
    <Page title="Welcome" lead="A page, an API and user accounts, behind one address.">
      <div className="cards">
        <AccountPanel />
        <StatusPanel />
      </div>
    </Page>
  );
}

function AccountPanel() {
  return (
    <section className="card" aria-labelledby="account-title">
      <h2 id="account-title">Your account</h2>
      <AccountState />
    </section>
  );
}

function AccountState() {
  const session = useSession();

  switch (session.status) {
    case "loading":
      return <output>Asking the API who you are…</output>;
    case "user":
      return (
        <>
          <p>
            You are <strong className="email">{session.user.email}</strong>.
          </p>
          <p className="muted">Member since {dayOf(session.user.date_joined)}</p>
        </>
      );
    case "unknown":
      return (
        <>
          <p className="notice problem" role="alert">
            {explain(session.error)}
          </p>
          <button type="button" onClick={session.reload}>
            Try again
          </button>
        </>
      );
    case "anonymous":
      return (
        <>
          <p>You are not logged in.</p>
          <p className="actions">
            <Link className="button" href="/login">
              Log in
            </Link>
            <Link className="button quiet" href="/register">
              Create an account
            </Link>
          </p>
        </>
      );
  }
}

function dayOf(timestamp: string): string {
  const date = new Date(timestamp);
  return Number.isNaN(date.getTime()) ? timestamp : date.toLocaleDateString("en", { dateStyle: "long" });
}
