/** A plan in writing, with every day and amount: inkassoloven 2026 § 16, lag (1981:739) 3 §. */
export const planAgreement = `--- subject
Your payment plan agreement, case {{ case }}
--- letter
{% include 'en/hello' %}

Thank you for getting in touch. This is the agreement that we have made together about the claim from {{ creditor }}: {{ plan.count }} instalments, the first on {{ plan.first }}. {{ say.planInterestRunning }} {{ say.planInterestForecast }}{{ say.planInterestWaived }} As long as you keep to the plan, nothing more happens in the case.

[[instalments]]

# How to pay the first instalment

[[summary]]

Use the same account and reference for every instalment.

[[amounts]]

# If something changes

{{ say.ifLate }}

{% include 'en/help' %}

{% include 'en/bye' %}
--- sms
Hello! Your payment plan agreement is ready, case {{ case }}. We have sent it to you. If something changes, call us on {{ telephone }} ({{ hours }}), and we will find another way. Regards, {{ collector }}
`;
