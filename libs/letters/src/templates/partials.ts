/**
 * Parts that several letters share, included by name: `{% include 'nb/help' %}`. They are Liquid with the markup of the
 * letters (`../markup.ts`).
 */
export const PARTIALS: Readonly<Record<string, string>> = {
  'nb/hello': `Hei {{ debtor }},`,
  'nb/help': `# Er det vanskelig å betale nå?

{{ say.talkToUs }} {{ say.helpPlace }}

{{ say.yourPage }}`,
  'nb/object': `# Er du uenig?

{{ say.howToObject }} {{ say.howToComplain }} {{ say.complaintsBoard }}`,
  'nb/interest': `{% if hasInterest %}# Slik er renten regnet

[[interest]]{% else %}{{ say.interestWaived }}{{ say.interestNotClaimed }}{% endif %}`,
  'nb/bye': `{{ say.reachUs }}

Vennlig hilsen

{% if handler %}{{ handler }}, {% endif %}{{ collector }}`,

  'sv/hello': `Hej {{ debtor }},`,
  'sv/help': `# Är det svårt att betala just nu?

{{ say.talkToUs }} {{ say.helpPlace }}

{{ say.yourPage }}`,
  'sv/object': `# Håller du inte med?

{{ say.howToObject }} {{ say.howToComplain }} {{ say.complaintsBoard }}`,
  'sv/interest': `{% if hasInterest %}# Så är räntan beräknad

[[interest]]{% else %}{{ say.interestWaived }}{{ say.interestNotClaimed }}{% endif %}`,
  'sv/bye': `{{ say.reachUs }}

Vänliga hälsningar

{% if handler %}{{ handler }}, {% endif %}{{ collector }}`,

  'en/hello': `Hello {{ debtor }},`,
  'en/help': `# Is it hard to pay right now?

{{ say.talkToUs }} {{ say.helpPlace }}

{{ say.yourPage }}`,
  'en/object': `# Do you disagree?

{{ say.howToObject }} {{ say.howToComplain }} {{ say.complaintsBoard }}`,
  'en/interest': `{% if hasInterest %}# How the interest was calculated

[[interest]]{% else %}{{ say.interestWaived }}{{ say.interestNotClaimed }}{% endif %}`,
  'en/bye': `{{ say.reachUs }}

Kind regards,

{% if handler %}{{ handler }}, {% endif %}{{ collector }}`,
};
