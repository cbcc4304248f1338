// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "headwater/fork_index.h"

/// \file
/// What `headwater index` is asked for.

namespace headwater {

/// Which fork index.
struct IndexPlace {
  std::string folder;  ///< Empty: the user's own, in the cache.
  PartitionName partition{"public"};
};

enum class ForksFormat { kText, kJson };
enum class ForkGraphFormat { kDot, kJson };

/// `headwater index add`.
struct IndexAddRequest {
  std::string name;
  std::string source;  ///< A folder, or an address to fetch from.
  ProjectRole role = ProjectRole::kProject;
};

/// `headwater index update`.
struct IndexUpdateRequest {
  std::vector<std::string> names;  ///< Empty: all.
};

/// `headwater index remove`.
struct IndexRemoveRequest {
  std::vector<std::string> names;
};

/// `headwater index list`.
struct IndexListRequest {
  ForksFormat format = ForksFormat::kText;
};

/// `headwater index status`.
struct IndexStatusRequest {
  ForksFormat format = ForksFormat::kText;
};

/// `headwater index query`.
struct IndexQueryRequest {
  std::string repository = ".";
  std::string revision = "HEAD";
  ForksFormat format = ForksFormat::kText;
};

/// `headwater index similar`.
struct IndexSimilarRequest {
  std::string file;  ///< A publiccode.yml.
  ForksFormat format = ForksFormat::kText;
};

/// `headwater index graph`.
struct IndexGraphRequest {
  ForkGraphFormat format = ForkGraphFormat::kDot;
};

struct IndexRequest {
  IndexPlace place;
  std::variant<IndexAddRequest, IndexUpdateRequest, IndexRemoveRequest, IndexListRequest,
               IndexStatusRequest, IndexQueryRequest, IndexSimilarRequest, IndexGraphRequest>
      what;
};

}  // namespace headwater
