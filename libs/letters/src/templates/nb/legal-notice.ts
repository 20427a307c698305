/** Varsel om rettslige skritt: inkassoloven 1988 §§ 10–11, tvisteloven § 5-2, inkassolagen 6 §. */
export const legalNotice = `--- subject
{{ title }}: sak {{ case }}, {{ creditor }}
--- letter
{% include 'nb/hello' %}

Vi har ikke funnet en løsning på kravet fra {{ creditor }} ennå. Før saken kan gå videre, vil vi at du skal vite hva som kan skje, og hva du kan gjøre. Det er fortsatt tid.

[[summary]]

# Hva kravet bygger på

{{ legal.ground }}

# Hva kan skje?

{{ say.legalAction }}

# Hva kan du gjøre?

- Betale innen {{ deadline }}.
- Ringe oss og avtale avdrag eller mer tid.
- Si fra hvis du mener at kravet er feil.

{{ say.howToObject }} {{ say.howToComplain }} {{ say.complaintsBoard }}

{% include 'nb/help' %}

[[claims]]

[[amounts]]

{% include 'nb/interest' %}

{% include 'nb/bye' %}
--- sms
Hei! Vi har sendt deg et viktig brev som gjelder {{ creditorShort }} (sak {{ case }}). Det er fortsatt tid til å finne en løsning. Ring oss på {{ telephone }} ({{ hours }}), så hjelper vi deg. Hilsen {{ collector }}
`;
