/** Meddelande om rättslig åtgärd: inkassolagen 6 §, inkassoloven 1988 §§ 10–11, tvisteloven § 5-2. */
export const legalNotice = `--- subject
{{ title }}: ärende {{ case }}, {{ creditor }}
--- letter
{% include 'sv/hello' %}

Vi har inte hittat en lösning på kravet från {{ creditor }} ännu. Innan ärendet kan gå vidare vill vi att du ska veta vad som kan hända och vad du kan göra. Det finns fortfarande tid.

[[summary]]

# Vad kravet grundar sig på

{{ legal.ground }}

# Vad kan hända?

{{ say.legalAction }}

# Vad kan du göra?

- Betala senast {{ deadline }}.
- Ringa oss och komma överens om delbetalningar eller mer tid.
- Säga till om du tycker att kravet är fel.

{{ say.howToObject }} {{ say.howToComplain }} {{ say.complaintsBoard }}

{% include 'sv/help' %}

[[claims]]

[[amounts]]

{% include 'sv/interest' %}

{% include 'sv/bye' %}
--- sms
Hej! Vi har skickat ett viktigt brev som gäller {{ creditorShort }} (ärende {{ case }}). Det finns fortfarande tid att hitta en lösning. Ring oss på {{ telephone }} ({{ hours }}), så hjälper vi dig. Hälsningar {{ collector }}
`;
