// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "rules/sbom/document.h"

#include <algorithm>
#include <array>
#include <utility>

#include "rules/sbom/tree_text.h"
#include "rules/sbom/unpack.h"

namespace headwater::sbom {
namespace {

using Is = SbomDocument::Is;

// Statement in envelope in envelope: deeper is no attestation that anyone makes.
constexpr int kMaxWrappers = 2;

// Without any of these a JSON or XML document is no SBOM, and is not read at all.
constexpr std::array<std::string_view, 9> kMarkers = {
    "bomFormat",      "specFormat",       "spdxVersion",
    "spdx.org/",      "predicateType",    "payloadType",
    "cyclonedx.org/", "dependency_files", "dependency-scanning-report"};

bool Contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool HasMarker(std::string_view bytes) {
  // They stand at the beginning nearly always: nine searches of the whole would cost more than the
  // reading.
  constexpr size_t kBeginning = 4096;
  const auto has_any = [](std::string_view part) {
    return std::any_of(kMarkers.begin(), kMarkers.end(),
                       [part](std::string_view marker) { return Contains(part, marker); });
  };
  return has_any(bytes.substr(0, kBeginning)) || has_any(bytes);
}

bool HasLineStart(std::string_view text, std::string_view start) {
  return text.starts_with(start) || Contains(text, "\n" + std::string(start));
}

SbomDocument Failed(const Error& error) {
  SbomDocument document;
  document.is = error.code == Errc::kContent ? Is::kTooLarge : Is::kBroken;
  document.problem = error.message;
  return document;
}

/// Unreadable: as UTF-16, or beyond a limit from the start.
SbomDocument Unreadable(std::string bytes, const Error& error) {
  bytes.erase(std::remove(bytes.begin(), bytes.end(), '\0'), bytes.end());
  return HasMarker(bytes) || HasLineStart(bytes, "SPDXVersion:") ? Failed(error) : SbomDocument();
}

void Wrap(SbomDocument& document, std::string_view wrapper) {
  if (document.is == Is::kUnrelated) return;
  for (std::string* text : {&document.kind, &document.wrapper}) {
    if (text == &document.kind && text->empty()) continue;
    if (!text->empty()) *text += ", ";
    *text += wrapper;
  }
}

/// The form that the first byte suggests, if any does.
std::optional<Serialisation> Guess(std::string_view bytes) {
  if (bytes.starts_with(kByteOrderMark)) bytes.remove_prefix(kByteOrderMark.size());
  const size_t begin = bytes.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return std::nullopt;
  if (bytes[begin] == '{') return Serialisation::kJson;
  if (bytes[begin] == '<') return Serialisation::kXml;
  if (HasLineStart(bytes, "SPDXVersion:")) return Serialisation::kTagValue;
  if (HasLineStart(bytes, "spdxVersion:")) return Serialisation::kYaml;
  return std::nullopt;
}

Result<Tree> ReadTree(std::string bytes, Serialisation serialisation) {
  switch (serialisation) {
    case Serialisation::kJson:
    case Serialisation::kJsonLd:
      return ReadJsonTree(std::move(bytes));
    case Serialisation::kXml:
    case Serialisation::kRdf:
      return ReadXmlTree(std::move(bytes));
    case Serialisation::kYaml:
      return ReadYamlTree(std::move(bytes));
    case Serialisation::kTagValue:
      return ReadTagValueTree(std::move(bytes));
  }
  return Error{Errc::kInternal, "a form without a reader"};
}

/// Takes wrappers off until there is a document.
class Opener {
 public:
  SbomDocument Read(std::string bytes) {
    if (const Status start = CheckStart(bytes, {}); !start.ok()) {
      return Unreadable(std::move(bytes), start.error());
    }
    const auto form = Guess(bytes);
    const bool is_told = form == Serialisation::kTagValue || form == Serialisation::kYaml;
    if (!form || (!is_told && !HasMarker(bytes))) return {};
    auto tree = ReadTree(std::move(bytes), *form);
    return tree.ok() ? Open(std::move(tree).value(), *form) : Failed(tree.error());
  }

 private:
  SbomDocument Open(Tree tree, Serialisation form);
  SbomDocument OpenEnvelope(const Tree& tree, NodeIndex envelope);
  SbomDocument OpenStatement(Tree tree, NodeIndex statement);
  static SbomDocument Classify(Tree tree, NodeIndex root, Serialisation form);

  int wrappers_ = 0;
};

bool HasMember(const Tree& tree, NodeIndex node, std::string_view name, NodeKind kind) {
  if (node == kNoNode || tree.node(node).kind != NodeKind::kMap) return false;
  const NodeIndex found = tree.Find(node, name);
  return found != kNoNode && tree.node(found).kind == kind;
}

SbomDocument Opener::Classify(Tree tree, NodeIndex root, Serialisation form) {
  SbomDocument document = ClassifyTree(tree, root, form);
  if (document.is != Is::kUnrelated) document.tree = std::move(tree);
  return document;
}

SbomDocument Opener::Open(Tree tree, Serialisation form) {
  if (form != Serialisation::kJson) return Classify(std::move(tree), 0, form);
  if (HasMember(tree, 0, "predicateType", NodeKind::kString)) {
    return OpenStatement(std::move(tree), 0);
  }
  // https://docs.sigstore.dev/about/bundle/: an envelope beside what proves it.
  const bool is_bundle = HasMember(tree, 0, "dsseEnvelope", NodeKind::kMap);
  const NodeIndex envelope = is_bundle ? tree.Find(0, "dsseEnvelope") : 0;
  const bool is_envelope = HasMember(tree, envelope, "payload", NodeKind::kString) &&
                           HasMember(tree, envelope, "payloadType", NodeKind::kString);
  if (is_envelope && wrappers_ < kMaxWrappers) return OpenEnvelope(tree, envelope);
  return Classify(std::move(tree), 0, form);
}

SbomDocument Opener::OpenEnvelope(const Tree& tree, NodeIndex envelope) {
  const NodeIndex payload = tree.Find(envelope, "payload");
  auto inner = DecodeBase64(tree.TextOf(payload));
  if (!inner) {
    const TreePlace place = tree.PlaceOf(payload);
    return Failed({Errc::kInvalid, std::to_string(place.line) + ":" + std::to_string(place.column) +
                                       ": the payload is no base64"});
  }
  ++wrappers_;
  SbomDocument document = Read(*std::move(inner));
  Wrap(document, "DSSE");
  return document;
}

SbomDocument Opener::OpenStatement(Tree tree, NodeIndex statement) {
  const std::string_view type = tree.TextOf(tree.Find(statement, "predicateType"));
  const bool about_parts = type.starts_with("https://cyclonedx.org/bom") ||
                           type.starts_with("https://spdx.dev/Document");
  NodeIndex predicate = tree.Find(statement, "predicate");
  if (!about_parts || predicate == kNoNode) return {};
  // cosign before 2.0 wraps what it was given once more.
  for (const NodeKind kind : {NodeKind::kMap, NodeKind::kString}) {
    if (HasMember(tree, predicate, "Data", kind)) predicate = tree.Find(predicate, "Data");
  }
  SbomDocument document;
  if (tree.node(predicate).kind == NodeKind::kString) {
    // What is no JSON, as tag-value, stands as a text in the statement.
    if (wrappers_ == kMaxWrappers) return {};
    ++wrappers_;
    document = Read(std::string(tree.TextOf(predicate)));
  } else {
    document = Classify(std::move(tree), predicate, Serialisation::kJson);
  }
  Wrap(document, "in-toto");
  return document;
}

}  // namespace

SbomDocument ReadSbomDocument(std::string bytes) { return Opener().Read(std::move(bytes)); }

std::vector<SbomDocument> ReadSbomDocuments(std::string bytes) {
  std::vector<SbomDocument> documents;
  if (!IsGzip(bytes)) {
    documents.push_back(ReadSbomDocument(std::move(bytes)));
    return documents;
  }
  auto members = UnpackGzip(bytes);
  if (!members.ok()) {
    documents.push_back(Failed(members.error()));
  } else {
    for (Unpacked& member : members.value()) {
      documents.push_back(ReadSbomDocument(std::move(member.bytes)));
      documents.back().member = std::move(member.name);
    }
  }
  if (documents.empty()) documents.emplace_back();
  return documents;
}

}  // namespace headwater::sbom
