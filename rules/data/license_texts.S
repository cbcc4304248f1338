/* SPDX-FileCopyrightText: 2026 Headwater contributors
 * SPDX-License-Identifier: EUPL-1.2
 *
 * Puts license_texts.bin into the program as it is: a compiler would take minutes for it. */
        .section .rodata
        .balign 8
        .global headwater_license_texts
        .type headwater_license_texts, %object
headwater_license_texts:
        .incbin "license_texts.bin"
        .size headwater_license_texts, . - headwater_license_texts
        .section .note.GNU-stack, "", %progbits
