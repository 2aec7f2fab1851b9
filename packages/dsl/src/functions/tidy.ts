/** Tidying of products and quotients. */

/** A double carries 15 decimal digits for certain: rounding there keeps the detour through another unit exact. */
export const tidy = (value: number): number => Number(value.toPrecision(15))
