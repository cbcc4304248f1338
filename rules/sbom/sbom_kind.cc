// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/sbom_kind.h"

#include <algorithm>
#include <array>
#include <optional>

#include "headwater/data.h"
#include "rules/sbom/sbom_documents.h"

namespace headwater::sbom {
namespace {

using Is = SbomSniff::Is;

// Statement in envelope in envelope: deeper is no attestation that anyone makes.
constexpr int kMaxWrappers = 2;

// Without any of these a JSON or XML document is not parsed at all.
constexpr std::array<std::string_view, 9> kMarkers = {
    "bomFormat",      "specFormat",       "spdxVersion",
    "spdx.org/",      "predicateType",    "payloadType",
    "cyclonedx.org/", "dependency_files", "dependency-scanning-report"};

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool HasMarker(std::string_view bytes) {
  return std::any_of(kMarkers.begin(), kMarkers.end(),
                     [bytes](std::string_view marker) { return Contains(bytes, marker); });
}

bool HasLineStart(std::string_view text, std::string_view start) {
  return text.starts_with(start) || Contains(text, "\n" + std::string(start));
}

SbomSniff Failed(const Error& error) {
  return {error.code == Errc::kContent ? Is::kTooLarge : Is::kBroken, {}, error.message};
}

int Base64Value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  if (c == '+' || c == '-') return 62;
  if (c == '/' || c == '_') return 63;
  return -1;
}

// RFC 4648 with either alphabet, as DSSE allows; nothing for other bytes.
std::optional<std::string> DecodeBase64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::string bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = Base64Value(c);
    if (value < 0) return std::nullopt;
    bits = (bits << 6U | static_cast<unsigned>(value)) & 0xFFFFU;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> static_cast<unsigned>(count) & 0xFFU);
  }
  return bytes;
}

SbomSniff Sniff(std::string_view bytes, int wrappers);

// https://github.com/in-toto/attestation: what it says of its subject is the predicate.
SbomSniff SniffStatement(const DataNode& statement, std::string_view type) {
  const bool about_parts = type.starts_with("https://cyclonedx.org/bom") ||
                           type.starts_with("https://spdx.dev/Document");
  const DataNode* predicate = statement.Find("predicate");
  if (!about_parts || predicate == nullptr) return {};
  SbomSniff sniff = ClassifyTree(*predicate);
  if (!sniff.kind.empty()) sniff.kind += ", in-toto";
  return sniff;
}

SbomSniff SniffTree(const DataNode& root, int wrappers) {
  const DataNode* type = root.Find("predicateType");
  if (type != nullptr) return SniffStatement(root, type->scalar);
  // https://github.com/secure-systems-lab/dsse/blob/master/envelope.md
  const DataNode* payload = root.Find("payload");
  if (payload != nullptr && root.Find("payloadType") != nullptr && wrappers < kMaxWrappers) {
    const auto inner = DecodeBase64(payload->scalar);
    if (!inner) return {Is::kBroken, {}, "the payload is no base64"};
    return Sniff(*inner, wrappers + 1);
  }
  return ClassifyTree(root);
}

SbomSniff SniffXml(std::string_view bytes) {
  const auto root = ParseXml(bytes, kXmlLimits);
  return root.ok() ? ClassifyXml(root.value()) : Failed(root.error());
}

SbomSniff Sniff(std::string_view bytes, int wrappers) {
  // Some generators write a byte order mark, which the readers refuse.
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (bytes.starts_with(kMark)) bytes.remove_prefix(kMark.size());
  const size_t begin = bytes.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  if (HasLineStart(bytes, "SPDXVersion:")) return ClassifyTagValue(bytes);
  if (!HasMarker(bytes)) return {};
  if (bytes[begin] == '<') return SniffXml(bytes);
  const bool json = bytes[begin] == '{';
  if (!json && !HasLineStart(bytes, "spdxVersion:")) return {};
  const auto root = json ? ParseJson(bytes, kJsonLimits) : ParseYaml(bytes, kYamlLimits);
  return root.ok() ? SniffTree(root.value(), wrappers) : Failed(root.error());
}

}  // namespace

SbomSniff SniffSbom(std::string_view bytes) { return Sniff(bytes, 0); }

}  // namespace headwater::sbom
