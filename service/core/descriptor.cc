// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

#include "headwater/descriptor.h"

#include <unistd.h>

namespace headwater {

void Descriptor::Close() {
  // EINTR closes all the same (close(2), "Dealing with error returns from close").
  if (is_open()) (void)close(number_);
  number_ = -1;
}

}  // namespace headwater
