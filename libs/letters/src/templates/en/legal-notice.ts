/** Notice of legal action: inkassoloven 1988 §§ 10–11, tvisteloven § 5-2, inkassolagen 6 §. */
export const legalNotice = `--- subject
{{ title }}: case {{ case }}, {{ creditor }}
--- letter
{% include 'en/hello' %}

We have not yet found a way to settle the claim from {{ creditor }}. Before the case can go on, we want you to know what may happen, and what you can do. There is still time.

[[summary]]

# What the claim rests on

{{ legal.ground }}

# What may happen?

{{ say.legalAction }}

# What can you do?

- Pay by {{ deadline }}.
- Call us and agree on instalments or more time.
- Tell us if you think that the claim is wrong.

{{ say.howToObject }} {{ say.howToComplain }} {{ say.complaintsBoard }}

{% include 'en/help' %}

[[claims]]

[[amounts]]

{% include 'en/interest' %}

{% include 'en/bye' %}
--- sms
Hello! We have sent you an important letter concerning {{ creditorShort }} (case {{ case }}). There is still time to find a way. Call us on {{ telephone }} ({{ hours }}), and we will help you. Regards, {{ collector }}
`;
