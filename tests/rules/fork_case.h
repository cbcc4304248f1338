// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "headwater/data.h"
#include "headwater/forks.h"
#include "tests/fakes/fake_upstream.h"
#include "tests/rules/upstream_case.h"

/// \file
/// `facts: forks` of a case: how the project belongs together with others. The names are those of
/// the evaluator's protocol.

namespace headwater::cases {

inline std::vector<Untrusted> UntrustedTexts(const DataNode& node) {
  std::vector<Untrusted> texts;
  for (const std::string& text : Strings(node)) texts.emplace_back(text);
  return texts;
}

inline uint64_t Count(const DataNode& node) { return std::stoull(node.scalar); }

template <typename Enum>
Enum Named(const DataNode& node, std::initializer_list<Enum> all) {
  for (const Enum value : all) {
    if (NameOf(value).view() == node.scalar) return value;
  }
  Fail(node, "no such word: " + node.scalar);
}

inline ForkClass ToForkClass(const DataNode& node) {
  using enum ForkClass;
  return Named(node, {kDeclaredFork, kUndeclaredFork, kSibling, kSquashedImport, kVendoredFolder,
                      kSharedThirdParty, kTemplateDerived, kUnrelated});
}

inline ForkDirection ToForkDirection(const DataNode& node) {
  using enum ForkDirection;
  return Named(node, {kWeAreDownstream, kWeAreUpstream, kSibling, kUndetermined});
}

inline LocatedCopy ToCopy(const DataNode& node) {
  LocatedCopy copy;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "folder") {
      copy.folder = Untrusted(value.scalar);
    } else if (key.scalar == "nearest") {
      copy.nearest = fakes::IdOf(value.scalar);
    } else if (key.scalar == "version") {
      copy.version = Untrusted(value.scalar);
    } else if (key.scalar == "after_version") {
      copy.after_version = Count(value);
    } else if (key.scalar == "edited") {
      copy.edited = Count(value);
    } else if (key.scalar == "behind") {
      copy.behind = Count(value);
    } else if (key.scalar == "edited_paths") {
      copy.edited_paths = UntrustedTexts(value);
    } else {
      Fail(key, "no such key of a copy: " + key.scalar);
    }
  }
  return copy;
}

inline SharedHistory ToHistory(const DataNode& node) {
  SharedHistory history;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "shared") {
      history.shared = Count(value);
    } else if (key.scalar == "ahead") {
      history.ahead = Count(value);
    } else if (key.scalar == "behind") {
      history.behind = Count(value);
    } else {
      Fail(key, "no such key of a history: " + key.scalar);
    }
  }
  return history;
}

/// Downstream unless it says otherwise.
inline ForkRelation ToRelation(const DataNode& node) {
  ForkRelation relation;
  relation.direction = ForkDirection::kWeAreDownstream;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "project") {
      relation.project = Untrusted(value.scalar);
    } else if (key.scalar == "url") {
      relation.url = Untrusted(value.scalar);
    } else if (key.scalar == "class") {
      relation.fork_class = ToForkClass(value);
    } else if (key.scalar == "direction") {
      relation.direction = ToForkDirection(value);
    } else if (key.scalar == "dated") {
      if (value.scalar == "true") relation.direction_proof = ForkProof::kFirstSeen;
    } else if (key.scalar == "blob_share") {
      relation.shared.blob_share = std::stod(value.scalar);
    } else if (key.scalar == "line_share") {
      relation.shared.line_share = std::stod(value.scalar);
    } else if (key.scalar == "history") {
      relation.history = ToHistory(value);
    } else if (key.scalar == "copies") {
      for (const DataNode& item : value.items) relation.copies.push_back(ToCopy(item));
    } else if (key.scalar == "folders") {
      for (const std::string& path : Strings(value)) {
        relation.folders.push_back({.path = Untrusted(path)});
      }
    } else if (key.scalar == "unseen") {
      relation.unseen = value.scalar == "true";
    } else {
      Fail(key, "no such key of a relation: " + key.scalar);
    }
  }
  return relation;
}

inline SimilarProject ToSimilar(const DataNode& node) {
  SimilarProject similar;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "name") {
      similar.name = Untrusted(value.scalar);
    } else if (key.scalar == "url") {
      similar.url = Untrusted(value.scalar);
    } else if (key.scalar == "description") {
      similar.description = Untrusted(value.scalar);
    } else if (key.scalar == "keys") {
      similar.keys = UntrustedTexts(value);
    } else if (key.scalar == "categories") {
      similar.categories = UntrustedTexts(value);
    } else {
      Fail(key, "no such key of a similar project: " + key.scalar);
    }
  }
  return similar;
}

inline TouchedFile ToTouched(const DataNode& node) {
  TouchedFile file;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "relation") {
      file.relation = Count(value);
    } else if (key.scalar == "path") {
      file.path = Untrusted(value.scalar);
    } else if (key.scalar == "added") {
      file.added = value.scalar == "true";
    } else {
      Fail(key, "no such key of a touched file: " + key.scalar);
    }
  }
  return file;
}

inline ElsewhereChange ToElsewhere(const DataNode& node) {
  ElsewhereChange change;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "relation") {
      change.relation = Count(value);
    } else if (key.scalar == "paths") {
      change.paths = UntrustedTexts(value);
    } else if (key.scalar == "files") {
      change.files = Count(value);
    } else {
      Fail(key, "no such key of a change elsewhere: " + key.scalar);
    }
  }
  return change;
}

inline Literal ToGap(const DataNode& node) {
  for (const Literal gap : kForkGaps) {
    if (gap.view() == node.scalar) return gap;
  }
  Fail(node, "no such reason: " + node.scalar);
}

inline ForkFacts ToForks(const DataNode& node) {
  ForkFacts forks;
  for (const auto& [key, value] : node.members) {
    if (key.scalar == "relations") {
      for (const DataNode& item : value.items) forks.relations.push_back(ToRelation(item));
    } else if (key.scalar == "touched") {
      for (const DataNode& item : value.items) forks.touched.push_back(ToTouched(item));
    } else if (key.scalar == "elsewhere") {
      for (const DataNode& item : value.items) forks.elsewhere.push_back(ToElsewhere(item));
    } else if (key.scalar == "similar") {
      for (const DataNode& item : value.items) forks.similar.push_back(ToSimilar(item));
    } else if (key.scalar == "answered") {
      forks.answered = UntrustedTexts(value);
    } else if (key.scalar == "told") {
      forks.told = value.scalar == "true";
    } else if (key.scalar == "first_look") {
      forks.first_look = value.scalar == "true";
    } else if (key.scalar == "unknown_because") {
      forks.unknown_because = ToGap(value);
    } else {
      Fail(key, "no such fact about forks: " + key.scalar);
    }
  }
  return forks;
}

}  // namespace headwater::cases
