// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/jobs/fork_facts_json.h"
#include "service/jobs/fork_json_writer.h"

namespace headwater::jobs {

Out<Sink::kJson> RenderForkFacts(const ForkFacts& facts) { return members::Value(facts); }

}  // namespace headwater::jobs
