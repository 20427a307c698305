import { Anchor, Button, Group, ScrollArea, Stack, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link, Outlet, useLocation, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { LoadingState } from '../components/loading-state.js';
import { useLanguage } from '../i18n/language.js';
import { useTexts } from '../i18n/use-texts.js';
import { useCompany } from '../session/companies.js';
import { useMe } from '../session/me.js';
import { FEATURES } from './features.js';
import { frameTexts } from './texts/index.js';

/** On a phone the tabs are one row, wider than the screen; on a desk they stand in two. */
function intoView(tab: HTMLElement | null): void {
  tab?.scrollIntoView({ inline: 'center', block: 'nearest' });
}

/** Around the pages of one company: its name, and the way between them. */
export function CompanyFrame() {
  const t = useTexts(frameTexts);
  const { language } = useLanguage();
  const me = useMe();
  const { creditorId = '' } = useParams({ strict: false }) as { creditorId?: string };
  const { data: company } = useCompany(creditorId);
  const { pathname } = useLocation();
  const isWide = useMediaQuery('(min-width: 62em)');
  const base = `/companies/${creditorId}`;
  const current = pathname.slice(base.length + 1).split('/')[0] ?? '';
  const tabs = FEATURES.flatMap(({ companyTabs = [] }) => companyTabs).filter(
    ({ shownTo }) => shownTo?.(me) ?? true,
  );
  return (
    <Stack gap="lg">
      <Stack gap="xs">
        <Anchor component={Link} to="/" size="sm" className="not-printed">
          <Group gap={4} component="span">
            <IconChevronLeft size={16} aria-hidden />
            {t.allCompanies}
          </Group>
        </Anchor>
        <Text fw={650} size="lg">
          {company?.name ?? '\u00a0'}
        </Text>
      </Stack>
      <ScrollArea type="never" className="not-printed">
        <Group
          component="nav"
          aria-label={t.companySections}
          gap={4}
          wrap={isWide ? 'wrap' : 'nowrap'}
          pb={4}
        >
          {tabs.map(({ path, label, icon: Icon }) => (
            <Button
              key={path}
              component={Link}
              to={path ? `${base}/${path}` : base}
              size="sm"
              px="sm"
              variant={path === current ? 'light' : 'subtle'}
              color={path === current ? 'fjord' : 'gray'}
              aria-current={path === current ? 'page' : undefined}
              ref={path === current ? intoView : undefined}
              leftSection={<Icon size={16} />}
              style={{ flexShrink: 0 }}
            >
              {label[language]}
            </Button>
          ))}
        </Group>
      </ScrollArea>
      <Suspense fallback={<LoadingState />}>
        <Outlet />
      </Suspense>
    </Stack>
  );
}
