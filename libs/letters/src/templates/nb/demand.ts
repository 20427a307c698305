/** Betalingsoppfordring (inkassoloven 1988 § 10, 2026 § 21) og inkassokrav (inkassolagen 5 §). */
export const demand = `--- subject
{{ title }}: sak {{ case }}, {{ creditor }}
--- letter
{% include 'nb/hello' %}

{{ creditor }} har bedt oss om hjelp til å få betalt et krav som forfalt for en tid siden.{% if originalCreditor %} Opprinnelig kreditor er {{ originalCreditor }}.{% endif %} Betal innen {{ deadline }}, eller ta kontakt med oss før den tid hvis det ikke lar seg gjøre.

[[summary]]

{{ say.crossedPayment }}

{{ say.transferred }}

[[claims]]

[[amounts]]

{% include 'nb/interest' %}

{% include 'nb/help' %}

{% include 'nb/object' %}

# Hva skjer hvis vi ikke hører fra deg?

{{ say.legalConsequence }} {{ say.furtherCosts }} Det vil vi helst unngå sammen med deg.

{% include 'nb/bye' %}
--- sms
Hei! Vi har sendt deg et viktig brev som gjelder {{ creditorShort }} (sak {{ case }}). Åpne det gjerne i dag. Vil du snakke med et menneske om det? Ring {{ telephone }} ({{ hours }}). Hilsen {{ collector }}
`;
