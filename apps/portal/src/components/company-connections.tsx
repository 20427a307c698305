import { SegmentedControl, Stack } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { commonTexts } from '../i18n/common/index.js';
import { useTexts } from '../i18n/use-texts.js';
import { type Company, type CompanyConnection, useCompany } from '../session/companies.js';
import { EmptyState } from './empty-state.js';
import { QueryStates } from './list-page.js';

/** The company that the address names. */
export function useCreditorId(): string {
  const { creditorId = '' } = useParams({ strict: false }) as { creditorId?: string };
  return creditorId;
}

interface CompanyConnectionsProps {
  readonly children: (company: Company, connection: CompanyConnection) => ReactNode;
}

/** A part of a company's page that is about one connection; where there are several, the person chooses. */
export function CompanyConnections({ children }: CompanyConnectionsProps) {
  const t = useTexts(commonTexts);
  const query = useCompany(useCreditorId());
  const [chosen, setChosen] = useState<string>();
  return (
    <QueryStates
      query={query}
      empty={({ connections }) =>
        connections.length === 0 ? <EmptyState icon={IconPlugConnectedX} title={t.none} /> : undefined
      }
    >
      {(company) => {
        const { connections } = company;
        const connection = connections.find(({ connectionId }) => connectionId === chosen) ?? connections[0];
        if (!connection) return null;
        return (
          <Stack gap="lg">
            {connections.length > 1 && (
              <SegmentedControl
                value={connection.connectionId}
                onChange={setChosen}
                data={connections.map(({ connectionId, ledger }) => ({ value: connectionId, label: ledger }))}
                style={{ alignSelf: 'flex-start' }}
              />
            )}
            {children(company, connection)}
          </Stack>
        );
      }}
    </QueryStates>
  );
}
