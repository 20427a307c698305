import { CompanyConnections } from '../../components/company-connections.js';
import { Page } from '../../components/page.js';
import { useTexts } from '../../i18n/use-texts.js';
import { HeldClaims } from './held-claims.js';
import { Invoices } from './invoices.js';
import { invoicesTexts } from './texts/index.js';

/** Every open invoice with the decision about it; claims are approved, left out and taken in again here. */
export default function InvoicesPage() {
  const t = useTexts(invoicesTexts);
  return (
    <Page title={t.title} lead={t.lead}>
      <CompanyConnections>
        {({ creditorId }, { connectionId }) => (
          <>
            <HeldClaims creditorId={creditorId} />
            <Invoices key={connectionId} path={{ creditorId, connectionId }} />
          </>
        )}
      </CompanyConnections>
    </Page>
  );
}
