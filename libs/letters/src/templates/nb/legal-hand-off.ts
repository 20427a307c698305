/** Content of the application for forliksråd or Kronofogden, as a document; nothing is sent to a court. Tvisteloven § 6-3, lag (1990:746) 11 §. */
export const legalHandOff = `--- subject
{{ title }}: sak {{ case }}
--- letter
Til {{ legal.authority }}

Dette er et utkast som er laget av opplysningene i saken. Det er ikke sendt til noen. Et menneske leser det og avgjør om det skal sendes.

# Parter

- Kreditor: {{ creditor }}{% if legal.creditorNumber != '' %}, org.nr. {{ legal.creditorNumber }}{% endif %}{% if originalCreditor %}
- Opprinnelig kreditor: {{ originalCreditor }}{% endif %}
- Prosessfullmektig: {{ collector }}
- Motpart: {{ debtor }}{% if legal.debtorNumber != '' %}, org.nr. {{ legal.debtorNumber }}{% endif %}{% if legal.debtorAddress != '' %}, {{ legal.debtorAddress }}{% endif %}

# Påstand

{{ say.plea }} Gebyret for behandlingen er {{ legal.fees }}. {{ say.interestRuns }}

# Grunnlag

{{ legal.ground }}

[[claims]]

[[amounts]]

{% include 'nb/interest' %}

# Brev som er sendt

{% for letter in legal.letters %}- {{ letter }}
{% endfor %}

Behandles av {% if handler %}{{ handler }}, {% endif %}{{ collector }}, telefon {{ telephone }} ({{ hours }}).
`;
