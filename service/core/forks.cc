// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "headwater/forks.h"

namespace headwater {

Literal NameOf(ForkClass fork_class) {
  switch (fork_class) {
    case ForkClass::kDeclaredFork:
      return "declared-fork";
    case ForkClass::kUndeclaredFork:
      return "undeclared-fork";
    case ForkClass::kSibling:
      return "sibling";
    case ForkClass::kSquashedImport:
      return "squashed-import";
    case ForkClass::kVendoredFolder:
      return "vendored-directory";
    case ForkClass::kSharedThirdParty:
      return "shared-third-party";
    case ForkClass::kTemplateDerived:
      return "template-derived";
    case ForkClass::kUnrelated:
      break;
  }
  return "unrelated";
}

Literal NameOf(ForkDirection direction) {
  switch (direction) {
    case ForkDirection::kWeAreDownstream:
      return "we-are-downstream";
    case ForkDirection::kWeAreUpstream:
      return "we-are-upstream";
    case ForkDirection::kSibling:
      return "sibling";
    case ForkDirection::kUndetermined:
      break;
  }
  return "undetermined";
}

Literal NameOf(ForkProof proof) {
  switch (proof) {
    case ForkProof::kDeclared:
      return "declared";
    case ForkProof::kSyncMerges:
      return "sync-merges";
    case ForkProof::kMainline:
      return "mainline";
    case ForkProof::kFolder:
      return "folder";
    case ForkProof::kFirstSeen:
      return "first-seen";
    case ForkProof::kNone:
      break;
  }
  return "none";
}

}  // namespace headwater
