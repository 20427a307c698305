import { AppShell, Burger, Center, Group, Loader, NavLink } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Suspense, useEffect, useRef } from 'react';
import { LoadingState } from '../components/loading-state.js';
import { ProblemAlert } from '../components/problem-alert.js';
import { useLanguage } from '../i18n/language.js';
import { useTexts } from '../i18n/use-texts.js';
import { useLive } from '../session/live.js';
import { type Me, meQuery } from '../session/me.js';
import { AppearanceMenu, LanguageMenu } from './appearance.js';
import { FEATURES } from './features.js';
import { Logo } from './logo.js';
import { PersonMenu } from './person-menu.js';
import { frameTexts } from './texts/index.js';

/** Around every page behind the sign-in: who nobody knows is sent there, and comes back to the page asked for. */
export function Frame() {
  const { data: me, error, refetch } = useQuery(meQuery);
  if (me) return <Shell me={me} />;
  if (me === null) return <ToSignIn />;
  return (
    <Center mih="100vh" p="md" component="main">
      {error ? <ProblemAlert error={error} onRetry={() => void refetch()} /> : <Loader aria-label="…" />}
    </Center>
  );
}

/** Once: while the sign-in is loaded, this page is still there and knows of the new address already. */
function ToSignIn() {
  const navigate = useNavigate();
  const { href } = useLocation();
  const isUnderWay = useRef(false);
  useEffect(() => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    void navigate({ to: '/sign-in', search: href === '/' ? {} : { to: href }, replace: true });
  }, [navigate, href]);
  return null;
}

function Shell({ me }: { readonly me: Me }) {
  useLive();
  const t = useTexts(frameTexts);
  const [isOpen, { toggle, close }] = useDisclosure();
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 240, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', md: 'xl' }}
    >
      <a className="skip-link" href="#content">
        {t.skip}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t.menu} />
            <Logo />
          </Group>
          <Group gap={4} wrap="nowrap">
            <LanguageMenu />
            <AppearanceMenu />
            <PersonMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={t.navigation}>
        <Navigation me={me} onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Suspense fallback={<LoadingState />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
    </AppShell>
  );
}

function Navigation({ me, onGo }: { readonly me: Me; readonly onGo: () => void }) {
  const { language } = useLanguage();
  const { pathname } = useLocation();
  return FEATURES.flatMap(({ navigation = [] }) => navigation)
    .filter(({ shownTo }) => shownTo?.(me) ?? true)
    .map(({ to, label, icon: Icon }) => (
      <NavLink
        key={to}
        component={Link}
        to={to}
        onClick={onGo}
        label={label[language]}
        leftSection={<Icon size={20} stroke={1.6} />}
        active={isBelow(pathname, to)}
        variant="light"
        style={{ borderRadius: 'var(--mantine-radius-md)' }}
      />
    ));
}

function isBelow(pathname: string, to: string): boolean {
  return to === '/' ? pathname === '/' || pathname.startsWith('/companies/') : pathname.startsWith(to);
}
