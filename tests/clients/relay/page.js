// What relay-compiler reads: queries and fragments of components. Nothing runs this file.
import { graphql } from 'relay-runtime';

// A list of the graph.
export const listQuery = graphql`
  query pageListQuery($count: Int!, $filter: AuthoritySearchFilter) {
    ...page_list @arguments(count: $count, filter: $filter)
  }
`;
export const list = graphql`
  fragment page_list on Query
  @argumentDefinitions(
    count: { type: "Int" }
    cursor: { type: "String" }
    filter: { type: "AuthoritySearchFilter" }
  )
  @refetchable(queryName: "pageListNextQuery") {
    authorities(first: $count, after: $cursor, filter: $filter) @connection(key: "page_authorities") {
      totalCount
      edges {
        node {
          id
          ...page_name
        }
      }
    }
  }
`;
export const name = graphql`
  fragment page_name on Authority {
    name
  }
`;

// A list of an object, in both directions: Relay asks for its pages by node(id).
export const authorityQuery = graphql`
  query pageAuthorityQuery($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
    authority(id: $id) {
      ...page_name
      ...page_partnerships @arguments(first: $first, after: $after, last: $last, before: $before)
    }
  }
`;
export const partnerships = graphql`
  fragment page_partnerships on Authority
  @argumentDefinitions(
    first: { type: "Int" }
    after: { type: "String" }
    last: { type: "Int" }
    before: { type: "String" }
  )
  @refetchable(queryName: "pagePartnershipsNextQuery") {
    partnerships(first: $first, after: $after, last: $last, before: $before)
      @connection(key: "page_partnerships", filters: []) {
      edges {
        node {
          id
          kind
          country {
            code
            name(lang: EN)
          }
        }
      }
    }
  }
`;

export const requestsSubscription = graphql`
  subscription pageRequestsSubscription($after: String) {
    cooperationRequestChanged(after: $after) {
      operation
      entityId
      cooperationRequest {
        id
        need(lang: FR)
        country {
          code
        }
      }
    }
  }
`;
