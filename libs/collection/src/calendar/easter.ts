import { type LocalDate, localDate } from '@app/domain';

/**
 * Easter Sunday of the Gregorian calendar: the Sunday after the first full moon on or after 21 March, as the church
 * counts it (lag 1989:253, 2 §; the anonymous algorithm of Meeus, "Astronomical Algorithms", ch. 8).
 */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * correction + 114;
  const month = String(Math.floor(days / 31)).padStart(2, '0');
  const day = String((days % 31) + 1).padStart(2, '0');
  return localDate(`${String(year).padStart(4, '0')}-${month}-${day}`);
}
