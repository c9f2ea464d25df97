import { Route, Switch } from "wouter";
import { Header } from "./components/header";
import { SessionProvider } from "./session";
import { Home } from "./views/home";
import { LogIn } from "./views/log-in";
import { NotFound } from "./views/not-found";
import { Register } from "./views/register";

export function App() {
  return (
    <SessionProvider>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Header />
      <main id="main" tabIndex={-1}>
        <Switch>
          <Route path="/" component={Home} />
          <Route path="/login" component={LogIn} />
          <Route path="/register" component={Register} />
          <Route component={NotFound} />
        </Switch>
      </main>
    </SessionProvider>
  );
}
