import { Link } from "wouter";
import { Page } from "../components/page";

export function NotFound() {
  return (
    <Page title="Nothing here" lead="There is no page at this address.">
      <p>
        <Link className="button" href="/">
          Go to the start page
        </Link>
      </p>
    </Page>
  );
}
