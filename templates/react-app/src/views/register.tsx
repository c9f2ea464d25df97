import { Link, Redirect } from "wouter";
import { AccountForm } from "../components/account-form";
import { Page } from "../components/page";
import { useSession } from "../session";

export function Register() {
  const session = useSession();
  if (session.status === "user") return <Redirect to="/" replace />;

  return (
    <Page title="Create an account">
      <AccountForm action="Register" passwordKind="new-password" submit={session.register} />
      <p className="muted">
        Have an account? <Link href="/login">Log in</Link>
      </p>
    </Page>
  );
}
