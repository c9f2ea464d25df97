import { Link, Redirect } from "wouter";
import { AccountForm } from "../components/account-form";
import { Page } from "../components/page";
import { useSession } from "../session";

export function LogIn() {
  const session = useSession();
  if (session.status === "user") return <Redirect to="/" replace />;

  return (
    <Page title="Log in">
      <AccountForm action="Log in" passwordKind="current-password" submit={session.logIn} />
      <p className="muted">
        No account yet? <Link href="/register">Register</Link>
      </p>
    </Page>
  );
}
