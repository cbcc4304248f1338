// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/data.h"
#include "headwater/report.h"
#include "headwater/result.h"

/// \file
/// Private to service/report: what records say of waivers. Errors are kContent and name the member.

namespace headwater::report {

/// An entry of `declared_waivers`.
Result<DeclaredWaiver> DeclaredWaiverFrom(const DataNode& node);

/// What is let pass, of a report that was read from the same document. For records of the service
/// alone: an evaluator's answer waives nothing, whatever it says.
Status ReadWaived(const DataNode& root, Report& report);

}  // namespace headwater::report
