/*
 * Copyright 2026 The Election4j Authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.election4j.transport.socket;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a certificate names. A member: {@code election://GROUP/ID} among the subject's alternative
 * names that are URIs; an operator: {@code election://GROUP?role=operator}. DNS names count if a
 * pattern says how.
 *
 * @param memberPattern how a member's DNS name is made, with {@code {id}} and perhaps {@code
 *     {group}}
 * @param operatorPattern how an operator's is
 */
record CertificateNames(Optional<String> memberPattern, Optional<String> operatorPattern) {

  /** Only URIs count. */
  static final CertificateNames URIS = new CertificateNames(Optional.empty(), Optional.empty());

  private static final String SCHEME = "election://";
  private static final String OPERATOR = "role=operator";

  /** The kinds of alternative names, as {@link X509Certificate} numbers them. */
  private static final int DNS_NAME = 2;

  private static final int URI = 6;

  /** So many of a certificate's names are shown to a person. */
  private static final int MAX_SHOWN = 8;

  private record Name(int kind, String text) {}

  /** What a certificate proves in a group. */
  Proof proofOf(X509Certificate certificate, String group) {
    Set<String> ids = new HashSet<>();
    boolean operator = false;
    for (Name name : names(certificate)) {
      memberId(name, group).ifPresent(ids::add);
      operator |= isOperator(name, group);
    }
    return new Proof(ids, operator, describe(certificate));
  }

  private Optional<String> memberId(Name name, String group) {
    return name.kind() == URI ? idInUri(name.text(), group) : idInDnsName(name.text(), group);
  }

  private static Optional<String> idInUri(String uri, String group) {
    int slash = uri.indexOf('/', SCHEME.length());
    if (!uri.startsWith(SCHEME) || slash < 0 || uri.indexOf('?') >= 0 || uri.indexOf('#') >= 0) {
      return Optional.empty();
    }
    boolean ofGroup = decode(uri.substring(SCHEME.length(), slash)).equals(Optional.of(group));
    return ofGroup
        ? decode(uri.substring(slash + 1)).filter(id -> !id.isEmpty())
        : Optional.empty();
  }

  private boolean isOperator(Name name, String group) {
    if (name.kind() == DNS_NAME) {
      return operatorPattern
          .filter(pattern -> withGroup(pattern, group).equals(lowerCase(name.text())))
          .isPresent();
    }
    int question = name.text().indexOf('?');
    if (!name.text().startsWith(SCHEME)
        || question < 0
        || !name.text().substring(question + 1).equals(OPERATOR)) {
      return false;
    }
    String authority = name.text().substring(SCHEME.length(), question);
    String named =
        authority.endsWith("/") ? authority.substring(0, authority.length() - 1) : authority;
    return decode(named).equals(Optional.of(group));
  }

  /** DNS does not tell upper from lower case, so that the ids it can name are in lower case. */
  private Optional<String> idInDnsName(String name, String group) {
    return memberPattern.flatMap(
        pattern -> {
          String[] around = withGroup(pattern, group).split(Pattern.quote("{id}"), 2);
          Matcher matcher =
              Pattern.compile(Pattern.quote(around[0]) + "([a-z0-9_-]+)" + Pattern.quote(around[1]))
                  .matcher(lowerCase(name));
          return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
        });
  }

  private static String withGroup(String pattern, String group) {
    return lowerCase(pattern.replace("{group}", group));
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** {@code %XX} stands for a byte of UTF-8, as in any URI. */
  private static Optional<String> decode(String part) {
    try {
      return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static List<Name> names(X509Certificate certificate) {
    List<Name> names = new ArrayList<>();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      if (alternatives == null) {
        return List.of();
      }
      for (List<?> alternative : alternatives) {
        int kind = (Integer) alternative.get(0);
        if (kind == URI || kind == DNS_NAME) {
          names.add(new Name(kind, (String) alternative.get(1)));
        }
      }
      return names;
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }

  /** What a person is told of a certificate's names. */
  static String describe(X509Certificate certificate) {
    List<String> texts = names(certificate).stream().map(Name::text).toList();
    if (texts.isEmpty()) {
      return "nobody";
    }
    String shown = String.join(", ", texts.subList(0, Math.min(MAX_SHOWN, texts.size())));
    return Printable.of(texts.size() > MAX_SHOWN ? shown + ", ..." : shown);
  }

  /** How a member is named, for a person who makes a certificate. */
  static String uri(String group, String memberId) {
    return SCHEME + encode(group) + "/" + encode(memberId);
  }

  /** How an operator is named. */
  static String operatorUri(String group) {
    return SCHEME + encode(group) + "?" + OPERATOR;
  }

  /** Of what names may hold, only the colon has a meaning in a URI. */
  private static String encode(String name) {
    return name.replace(":", "%3A");
  }
}
