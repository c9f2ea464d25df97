import { useState } from "react";
import { Link, useLocation } from "wouter";
import { explain } from "../explain";
import { useSession } from "../session";

export function Header() {
  const session = useSession();
  const [location] = useLocation();

  return (
    <header className="site-header">
      <Link className="brand" href="/">
        <img src="/favicon.svg" alt="" width="28" height="28" />
        <span>Base2</span>
      </Link>
      <nav aria-label="Account">
        {session.status === "user" ? (
          <LogOutButton />
        ) : (
          <>
            <NavLink href="/login" current={location} label="Log in" />
            <NavLink href="/register" current={location} label="Register" />
          </>
        )}
      </nav>
    </header>
  );
}

function NavLink({ href, current, label }: { href: string; current: string; label: string }) {
  return (
    <Link href={href} aria-current={href === current ? "page" : undefined}>
      {label}
    </Link>
  );
}

function LogOutButton() {
  const { logOut } = useSession();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function leave() {
    setBusy(true);
    setProblem(undefined);
    try {
      await logOut();
    } catch (error) {
      setProblem(`You are still logged in. ${explain(error)}`);
      setBusy(false);
    }
  }

  return (
    <>
      <button className="quiet" type="button" onClick={leave} disabled={busy}>
        {busy ? "Logging out…" : "Log out"}
      </button>
      {problem !== undefined && (
        <p className="notice problem header-problem" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
