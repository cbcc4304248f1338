// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "service/forge/paths.h"

namespace headwater::forge {

std::string PathOf(ProjectId project) { return "/projects/" + std::to_string(project.value); }

std::string PathOf(const MailboxKey& merge_request) {
  return PathOf(merge_request.project) + "/merge_requests/" +
         std::to_string(merge_request.iid.value);
}

}  // namespace headwater::forge
