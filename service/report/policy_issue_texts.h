// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "headwater/untrusted.h"

/// \file
/// The words of the issue about a policy that cannot be used.

namespace headwater::report::texts {

inline constexpr Text kPolicyTitle = {"Headwater: the new policy is not in force",
                                      "Headwater: Das neue Regelwerk gilt noch nicht"};

inline constexpr Text kPolicyRefused = {
    "The policy as it is written now cannot be used. The one before it stays in force, so that "
    "every merge request is judged as until now.",
    "Das Regelwerk, wie es jetzt geschrieben ist, lässt sich nicht verwenden. Das vorige gilt "
    "weiter, sodass jeder Merge Request wie bisher beurteilt wird."};
inline constexpr Text kPolicyFound = {"Found: ", "Gefunden: "};
inline constexpr Text kPolicyInForce = {"In force: ", "In Kraft: "};
inline constexpr Text kPolicySince = {" since ", " seit "};
inline constexpr Text kPolicyFix = {
    "How to mend it: correct the place that is named and push. This issue then closes by itself.",
    "So lässt es sich beheben: die genannte Stelle berichtigen und pushen. Dieses Issue schließt "
    "sich dann von selbst."};
inline constexpr Text kPolicyMended = {
    "What stood here is mended: the policy is in force as it is written.",
    "Was hier stand, ist behoben: Das Regelwerk gilt so, wie es geschrieben ist."};

}  // namespace headwater::report::texts
