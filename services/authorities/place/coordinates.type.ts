import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType('Coordinates', {
  description: 'A point on the Earth, WGS 84 (coordonnées géographiques).',
  simpleResolvers: true,
})
export class Coordinates {
  @Field(() => Float, { description: 'Degrees north of the equator, from -90 to 90 (latitude).' })
  latitude!: number;
  @Field(() => Float, { description: 'Degrees east of Greenwich, from -180 to 180 (longitude).' })
  longitude!: number;
}

/** The point of a row; null when it is not known. */
export const coordinatesOf = ({
  latitude,
  longitude,
}: {
  latitude: number | null;
  longitude: number | null;
}): Coordinates | null => (latitude === null || longitude === null ? null : { latitude, longitude });
